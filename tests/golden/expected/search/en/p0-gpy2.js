kneeboard.add("en/p0-gpy2","")
