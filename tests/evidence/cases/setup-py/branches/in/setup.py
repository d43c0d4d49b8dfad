import os
import setuptools
deps = ["a"]
if os.name == "nt":
    deps.append("b")
else:
    deps += ["c"]
def main():
    kwargs = dict(install_requires=deps)
    kwargs.update(name="own")
    setuptools.setup(**kwargs)
if __name__ == "__main__":
    main()
