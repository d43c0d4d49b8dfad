llm = ChatOpenAI(model="gpt-4o")
