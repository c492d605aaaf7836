import RebillyAPI
