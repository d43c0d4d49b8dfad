def other(): pass
install_requires = ['not-given-to-setup']
