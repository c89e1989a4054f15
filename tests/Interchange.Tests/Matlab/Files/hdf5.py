import h5py, numpy as np, struct
f = h5py.File('hdf5.mat', 'w', userblock_size=512)
refs = f.create_group('#refs#')
n = [0]
def put(group, name, data, cls, **attrs):
    d = group.create_dataset(name, data=data)
    d.attrs['MATLAB_class'] = np.bytes_(cls)
    for k, v in attrs.items(): d.attrs[k] = v
    return d
def text(group, name, s):
    if not s: return put(group, name, np.array([0, 0], np.uint64), 'char', MATLAB_empty=np.uint8(1))
    return put(group, name, np.array([[ord(c)] for c in s], np.uint16), 'char', MATLAB_int_decode=np.int32(2))
def ref(make):
    n[0] += 1
    return make(refs, 'v%d' % n[0]).ref
def cell(group, name, makers):
    d = group.create_dataset(name, data=np.array([[ref(m)] for m in makers], dtype=object), dtype=h5py.ref_dtype)
    d.attrs['MATLAB_class'] = np.bytes_('cell')
    return d
def struct1(group, name, fields):
    g = group.create_group(name)
    g.attrs['MATLAB_class'] = np.bytes_('struct')
    for k, m in fields.items(): m(g, k)
    return g
num = lambda a, cls, **kw: (lambda g, k: put(g, k, a, cls, **kw))
txt = lambda s: (lambda g, k: text(g, k, s))
# rows x columns x channels = 2 x 3 x 4 with element number t in MATLAB's order
w = np.arange(1, 25, dtype=np.float32).reshape(4, 3, 2)
put(f, 'x', np.array([[0.25, 0.5], [0.75, 1], [1.25, 1.5]]), 'double')
put(f, 'i16', np.array([[-3], [4]], np.int16), 'int16')
put(f, 'mask', np.array([[1, 0], [0, 1]], np.uint8), 'logical', MATLAB_int_decode=np.int32(1))
put(f, 'empty', np.array([0, 3], np.uint64), 'double', MATLAB_empty=np.uint8(1))
text(f, 'text', 'two words'); text(f, 'none', '')
big = f.create_dataset('big', data=np.arange(1, 1001, dtype=np.float32).reshape(1000, 1), chunks=(100, 1), compression='gzip', compression_opts=3)
big.attrs['MATLAB_class'] = np.bytes_('single')
struct1(f, 'net', {
  'layers': lambda g, k: cell(g, k, [
     lambda h, j: struct1(h, j, {'name': txt('conv1'), 'type': txt('conv'), 'pad': num(np.array([[0.], [1.], [0.], [1.]]), 'double'),
        'weights': lambda a, b: cell(a, b, [num(w, 'single'), num(np.array([[0.5], [-1]], np.float32), 'single')])}),
     lambda h, j: struct1(h, j, {'name': txt('relu1'), 'type': txt('relu')})])})
s = f.create_group('s'); s.attrs['MATLAB_class'] = np.bytes_('struct')
s.create_dataset('a', data=np.array([[ref(num(np.array([[float(i)]]), 'double'))] for i in (1, 2, 3)], dtype=object), dtype=h5py.ref_dtype)
sp = f.create_group('sp'); sp.attrs['MATLAB_class'] = np.bytes_('double'); sp.attrs['MATLAB_sparse'] = np.uint64(2)
f.close()
b = bytearray(open('hdf5.mat', 'rb').read())
h = b'MATLAB 7.3 MAT-file, made by h5py in the layout of MATLAB'.ljust(116) + bytes(8) + b'\x00\x02IM'
b[0:128] = h
open('hdf5.mat', 'wb').write(b)
