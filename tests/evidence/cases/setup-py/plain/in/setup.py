from setuptools import setup

VERSION = "1.0"
base = ["a>=1", f"b=={VERSION}"]
extras = {"x": ["c"], "y:python_version<'3.11'": ["d"]}
extras["z"] = ["e"]
extras["all"] = sum(extras.values(), [])
setup(
    name="own",
    install_requires=base + ["f"],
    extras_require=extras,
    setup_requires=["g"],
    tests_require="h",
)
