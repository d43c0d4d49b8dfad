resource chat 'Microsoft.CognitiveServices/accounts/deployments@2024-10-01' = {
  parent: account
  name: 'chat'
  properties: {
    model: { format: 'OpenAI', name: 'gpt-4o-transcribe', version: '2025-03-20' }
  }
}
