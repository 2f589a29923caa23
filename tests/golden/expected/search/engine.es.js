kneeboard.open({"lang":"es","count":4,"per":[65,64],"t":"v7y4#","p":"gpy2#","s":"qdqb#","z":"fjp6#","d":"c3ye","x":"5i1b","m":"","f":"r3iq"});
})();
