import numcodecs

try:
    numcodecs.get_codec({"id": "imagecodecs_jpegxl"})
except ValueError as error:
    print(f"{type(error).__name__}: {error}")
