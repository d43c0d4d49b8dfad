print 'python 2'; setup()
