"""Which names a pickle may import: those that only rebuild data, those known to run code, the rest.

A pickle imports what it names and may call it. Nearly every way to run code that was reported goes
through the standard library, so all of it counts as dangerous but for the types below; so does a
name that reaches into a class (``GuardBuilder.get``). Third-party names are dangerous where one was
reported, harmless where they only rebuild tensors and arrays, and otherwise not known.

Source: advisories of picklescan and PyTorch; the standard libraries of Python 2.7 and 3.10 to 3.13.
"""

from __future__ import annotations

from enum import Enum

from scanner.evidence.words import words

_STANDARD_LIBRARY = words(
    """
    Queue SocketServer StringIO UserDict __builtin__ __future__ _abc _aix_support
    _android_support _ast _asyncio _bisect _blake2 _bootsubprocess _bz2 _codecs _codecs_cn
    _codecs_hk _codecs_iso2022 _codecs_jp _codecs_kr _codecs_tw _collections _collections_abc
    _colorize _compat_pickle _compression _contextvars _crypt _csv _ctypes _curses _curses_panel
    _datetime _dbm _decimal _elementtree _frozen_importlib _frozen_importlib_external _functools
    _gdbm _hashlib _heapq _imp _interpchannels _interpqueues _interpreters _io _ios_support
    _json _locale _lsprof _lzma _markupbase _md5 _msi _multibytecodec _multiprocessing _opcode
    _opcode_metadata _operator _osx_support _overlapped _pickle _posixshmem _posixsubprocess
    _py_abc _pydatetime _pydecimal _pyio _pylong _pyrepl _queue _random _scproxy _sha1 _sha2
    _sha256 _sha3 _sha512 _signal _sitebuiltins _socket _sqlite3 _sre _ssl _stat _statistics
    _string _strptime _struct _suggestions _symtable _sysconfig _thread _threading_local
    _tkinter _tokenize _tracemalloc _typing _uuid _warnings _weakref _weakrefset _winapi _winreg
    _wmi _zoneinfo abc aifc antigravity argparse array ast asynchat asyncio asyncore atexit
    audioop base64 bdb binascii binhex bisect builtins bz2 cPickle cProfile cStringIO calendar
    cgi cgitb chunk cmath cmd code codecs codeop collections colorsys commands compileall
    concurrent configparser contextlib contextvars copy copy_reg copyreg crypt csv ctypes curses
    dataclasses datetime dbm decimal difflib dis distutils dl doctest email encodings ensurepip
    enum errno exceptions faulthandler fcntl filecmp fileinput fnmatch fractions ftplib
    functools gc genericpath getopt getpass gettext glob graphlib grp gzip hashlib heapq hmac
    html http httplib idlelib imaplib imghdr imp importlib inspect io ipaddress itertools json
    keyword lib2to3 linecache locale logging lzma mailbox mailcap marshal math md5 mimetypes
    mmap modulefinder msilib msvcrt multiprocessing netrc nis nntplib nt ntpath nturl2path
    numbers opcode operator optparse os ossaudiodev pathlib pdb pickle pickletools pipes pkgutil
    platform plistlib popen2 poplib posix posixpath pprint profile pstats pty pwd py_compile
    pyclbr pydoc pydoc_data pyexpat queue quopri random re readline reprlib resource rlcompleter
    runpy sched secrets select selectors sets sha shelve shlex shutil signal site smtpd smtplib
    sndhdr socket socketserver spwd sqlite3 sre_compile sre_constants sre_parse ssl stat
    statistics string stringprep struct subprocess sunau symtable sys sysconfig syslog tabnanny
    tarfile telnetlib tempfile termios test textwrap this threading time timeit tkinter token
    tokenize tomllib trace traceback tracemalloc tty turtle turtledemo types typing unicodedata
    unittest urllib urllib2 uu uuid venv warnings wave weakref webbrowser winreg winsound
    wsgiref xdrlib xml xmlrpc zipapp zipfile zipimport zlib zoneinfo
    """
)


def _table(text: str) -> dict[str, frozenset[str]]:
    """Return {module: names} of lines that begin with the module."""
    found: dict[str, frozenset[str]] = {}
    for line in text.strip().splitlines():
        module, *names = line.split()
        found[module] = found.get(module, frozenset()).union(names)
    return found


#: Names that rebuild plain data.
_HARMLESS = _table("""
    builtins set frozenset list tuple dict int float complex bool str bytes bytearray object
    builtins slice range Ellipsis NotImplemented
    __builtin__ set frozenset list tuple dict int long float complex bool str unicode object
    __builtin__ bytearray slice xrange
    collections OrderedDict defaultdict deque Counter
    copy_reg _reconstructor
    copyreg _reconstructor __newobj__
    _codecs encode
    datetime datetime date time timedelta timezone
    decimal Decimal
    fractions Fraction
    uuid UUID
    pathlib Path PosixPath WindowsPath PurePath PurePosixPath PureWindowsPath
    pathlib._local Path PosixPath WindowsPath PurePath PurePosixPath PureWindowsPath
    argparse Namespace
    types SimpleNamespace
    array array _array_reconstructor
    torch LongStorage FloatStorage HalfStorage QUInt2x4Storage QUInt4x2Storage QInt32Storage
    torch QInt8Storage QUInt8Storage ComplexFloatStorage ComplexDoubleStorage DoubleStorage
    torch BFloat16Storage BoolStorage CharStorage ShortStorage IntStorage ByteStorage Size device
    torch dtype Tensor float16 float32 float64 bfloat16 int8 int16 int32 int64 uint8 bool
    torch float8_e4m3fn float8_e5m2
    torch.storage UntypedStorage TypedStorage
    torch.nn.parameter Parameter Buffer
    torch._utils _rebuild_tensor _rebuild_tensor_v2 _rebuild_tensor_v3 _rebuild_parameter
    torch._utils _rebuild_parameter_with_state _rebuild_qtensor _rebuild_sparse_tensor
    torch._utils _rebuild_device_tensor_from_numpy _rebuild_meta_tensor_no_storage
    torch._tensor _rebuild_from_type_v2
    torch.serialization _get_layout
    numpy dtype ndarray bool_ int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16 float32
    numpy float64 complex64 complex128 str_ bytes_
    numpy.core.multiarray _reconstruct scalar
    numpy._core.multiarray _reconstruct scalar
    numpy.core.numeric _frombuffer
    numpy._core.numeric _frombuffer
    numpy.random._pickle __randomstate_ctor __generator_ctor __bit_generator_ctor
    joblib.numpy_pickle NumpyArrayWrapper NDArrayWrapper
    sklearn.externals.joblib.numpy_pickle NumpyArrayWrapper NDArrayWrapper
    scipy.sparse._csr csr_matrix csr_array
    scipy.sparse._csc csc_matrix csc_array
    scipy.sparse.csr csr_matrix
    scipy.sparse.csc csc_matrix
""")
#: Third-party names that run code; a module alone is all of it, and what is below it.
_DANGEROUS = _table("""
    aiohttp
    cloudpickle
    dill
    fabric
    httpx
    ipython
    IPython
    jinja2
    joblib.parallel
    numexpr
    numpy load memmap save savetxt fromfile
    numpy.distutils
    numpy.f2py
    numpy.lib._npyio_impl load
    numpy.testing
    pandas eval read_pickle
    pandas.core.computation
    paramiko
    pexpect
    pip
    pkg_resources
    psutil Popen
    requests
    setuptools
    six.moves
    sympy sympify
    torch compile load
    torch._dynamo
    torch._inductor
    torch.distributed.elastic
    torch.distributed.rpc
    torch.fx
    torch.hub
    torch.jit
    torch.multiprocessing
    torch.package
    torch.serialization load
    torch.testing
    torch.utils._config_module
    torch.utils.bottleneck
    torch.utils.collect_env
    torch.utils.cpp_extension
    torch.utils.data.datapipes
    urllib3
""")


class Safety(Enum):
    """What an import in a pickle means."""

    HARMLESS = "harmless"
    UNKNOWN = "unknown"
    DANGEROUS = "dangerous"


def safety_of(module: str, name: str) -> Safety:
    """Return what importing ``name`` from ``module`` while unpickling means."""
    if name in _HARMLESS.get(module, ()):
        return Safety.HARMLESS
    top = module.partition(".")[0]
    if not module.isidentifier() and not all(part.isidentifier() for part in module.split(".")):
        return Safety.DANGEROUS  # not resolved, or made to look odd
    if top in _STANDARD_LIBRARY or "." in name or _is_dangerous(module, name):
        return Safety.DANGEROUS
    return Safety.UNKNOWN


def _is_dangerous(module: str, name: str) -> bool:
    parts = module.split(".")
    for end in range(len(parts), 0, -1):
        names = _DANGEROUS.get(".".join(parts[:end]))
        if names is not None and (not names or (end == len(parts) and name in names)):
            return True
    return False
