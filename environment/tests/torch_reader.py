"""A strict reader of PyTorch's files, of Python's standard library alone.

It takes what torch.load(weights_only=True) takes of a plain state dict, and nothing more, and checks what PyTorch
writes: stored entries at multiples of 64 bytes, their checksums, byte order and version, one storage for each tensor.
"""

import collections
import io
import pickle
import pickletools
import struct
import zipfile

# What the restricted unpickler of PyTorch knows.
OPCODES = set(
    "APPEND APPENDS BINFLOAT BINGET BININT BININT1 BININT2 BINPERSID BINPUT BINUNICODE BUILD EMPTY_DICT EMPTY_LIST"
    " EMPTY_SET EMPTY_TUPLE GLOBAL LONG1 LONG_BINGET LONG_BINPUT MARK NEWFALSE NEWOBJ NEWTRUE NONE PROTO REDUCE"
    " SETITEM SETITEMS SHORT_BINSTRING STOP TUPLE TUPLE1 TUPLE2 TUPLE3".split()
)
STORAGES = {
    "DoubleStorage": ("F64", 8),
    "FloatStorage": ("F32", 4),
    "HalfStorage": ("F16", 2),
    "BFloat16Storage": ("BF16", 2),
    "LongStorage": ("I64", 8),
    "IntStorage": ("I32", 4),
    "ShortStorage": ("I16", 2),
    "CharStorage": ("I8", 1),
    "ByteStorage": ("U8", 1),
    "BoolStorage": ("BOOL", 1),
}
Tensor = collections.namedtuple("Tensor", "type shape bytes")


def rebuild(storage, offset, shape, strides, requires_grad, hooks):
    """A tensor that is the whole of its storage, row-major."""
    kind, size, content = storage
    expected, stride = [], 1
    for length in reversed(shape):
        expected.insert(0, stride)
        stride *= max(1, length)
    elements = 1
    for length in shape:
        elements *= length
    assert (offset, list(strides), requires_grad, hooks) == (0, expected, False, {})
    assert len(content) == elements * size
    return Tensor(kind, list(shape), content)


class Unpickler(pickle.Unpickler):
    def __init__(self, data, storages):
        super().__init__(io.BytesIO(data))
        self.storages = storages
        self.used = set()

    def find_class(self, module, name):
        if (module, name) == ("collections", "OrderedDict"):
            return collections.OrderedDict
        if (module, name) == ("torch._utils", "_rebuild_tensor_v2"):
            return rebuild
        if module == "torch" and name in STORAGES:
            return STORAGES[name]
        raise pickle.UnpicklingError(f"{module}.{name} is not allowed")

    def persistent_load(self, pid):
        word, (kind, size), key, location, elements = pid
        assert (word, location) == ("storage", "cpu")
        assert key not in self.used
        self.used.add(key)
        content = self.storages[key]
        assert len(content) == elements * size
        return kind, size, content


def read(path):
    """The tensors of a file by name, in its order: type as in safetensors, shape, little-endian bytes."""
    with zipfile.ZipFile(path) as archive, open(path, "rb") as file:
        assert archive.testzip() is None
        entries = archive.infolist()
        assert entries[0].filename == "archive/data.pkl"
        for entry in entries:
            assert entry.compress_type == zipfile.ZIP_STORED and entry.flag_bits == 0
            file.seek(entry.header_offset + 14)
            checksum, compressed, size, name, extra = struct.unpack("<IIIHH", file.read(16))
            assert (checksum, compressed, size) == (entry.CRC, entry.file_size, entry.file_size)
            assert (entry.header_offset + 30 + name + extra) % 64 == 0
        content = {entry.filename[len("archive/") :]: archive.read(entry) for entry in entries}
    assert len(content) == len(entries)
    assert content.pop("byteorder") == b"little"
    assert content.pop("version") == b"3\n"
    data = content.pop("data.pkl")
    used = [opcode.name for opcode, _, _ in pickletools.genops(data)]
    assert used[0] == "PROTO" and data[1] == 2 and set(used) <= OPCODES
    unpickler = Unpickler(data, {name[len("data/") :]: value for name, value in content.items()})
    tensors = unpickler.load()
    assert type(tensors) is collections.OrderedDict
    assert {f"data/{key}" for key in unpickler.used} == set(content)
    return tensors
