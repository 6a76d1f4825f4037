namespace Gmnm.Threading;

/// <summary>Runs after the tests that run side by side: a run that finds the threads busy uses its own alone.</summary>
[CollectionDefinition(nameof(ThreadCollection), DisableParallelization = true)]
public sealed class ThreadCollection;
