x = '''
  # /// script
'''
