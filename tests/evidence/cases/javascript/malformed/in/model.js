const model = "gpt-4o
const other = 'gpt-4o-mini'; /* never closed
`${{{
