# /// script
# dependencies = ['unclosed']
print()
