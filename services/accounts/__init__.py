"""Who may sign in, as what, for whose contacts; and what was done, which nobody can take back."""
