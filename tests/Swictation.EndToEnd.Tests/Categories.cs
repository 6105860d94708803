// Every test of this project starts processes, as users do.
[assembly: Trait("Category", "Processes")]
