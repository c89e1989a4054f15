"""Prints the best class of a picture by the library, called through ctypes: LIBRARY WEIGHTS PICTURE."""
import ctypes
import sys

library = ctypes.CDLL(sys.argv[1])
library.squeezenet_error.restype = ctypes.c_char_p


def check(code):
    if code != 0:
        sys.exit(f"{code}: {library.squeezenet_error().decode()}")


network = ctypes.c_void_p()
check(library.squeezenet_create(sys.argv[2].encode(), 1, 0, ctypes.byref(network)))
shape, classes = (ctypes.c_int * 3)(), ctypes.c_int()
check(library.squeezenet_input_shape(network, shape))
check(library.squeezenet_class_count(network, ctypes.byref(classes)))
image, scores = (ctypes.c_float * (shape[0] * shape[1] * shape[2]))(), (ctypes.c_float * classes.value)()
check(library.squeezenet_prepare(network, sys.argv[3].encode(), image))
check(library.squeezenet_forward(network, image, 1, scores))
best = max(range(classes.value), key=lambda k: scores[k])
name = ctypes.c_char_p()
check(library.squeezenet_class_name(network, best, ctypes.byref(name)))
print(f"{name.value.decode()} {scores[best]:.3f}")
check(library.squeezenet_free(network))
