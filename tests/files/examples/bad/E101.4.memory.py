import numpy as np

small = np.zeros(10)
large = np.ones(8 << 30, dtype="uint8")
