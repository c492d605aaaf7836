enum RebillyAPIPlaceholder {}
