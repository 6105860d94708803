using Swictation.Daemon.Recognition;

namespace Swictation.Daemon.Tests.Recognition;

/// <summary>A recogniser with Debian's English model, loaded once for all tests of a class.</summary>
public sealed class PocketSphinxFixture : IAsyncLifetime
{
    internal PocketSphinxTranscriber Transcriber { get; } =
        PocketSphinxTranscriber.Load(null);

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => Transcriber.DisposeAsync().AsTask();
}
