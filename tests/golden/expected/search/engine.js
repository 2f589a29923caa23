kneeboard.open({"lang":"en","count":4,"per":[70,54],"t":"qy41#","p":"gpy2#","s":"df4q#","z":"5cxd#","d":"ffzf","x":"ng11","m":"","f":"46mt"});
})();
