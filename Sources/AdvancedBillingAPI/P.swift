enum AdvancedBillingAPIPlaceholder {}
