print("nothing is written")
