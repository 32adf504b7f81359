n = 0

while True:
    n += sum(range(1_000_000))
