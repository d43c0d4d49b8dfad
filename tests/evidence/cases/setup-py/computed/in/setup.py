from setuptools import setup
import os
setup(install_requires=os.environ["DEPS"].split(","))
