kneeboard.add("es/p0-gpy2","")
