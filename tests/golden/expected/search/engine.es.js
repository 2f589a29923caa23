kneeboard.open({"lang":"es","count":4,"per":[65,64],"t":"1e88#","p":"gpy2#","s":"qdqb#","z":"fjp6#","d":"c3ye","x":"0m9y","m":"","f":"r3iq"});
})();
