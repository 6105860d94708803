namespace Swictation.Sockets.Tests.Listening;

/// <summary>Tests that change what the whole process shares: no other test runs beside them.</summary>
[CollectionDefinition(nameof(ProcessWide), DisableParallelization = true)]
public sealed class ProcessWide;
