using Swictation.Daemon.Speech.Recognition;

namespace Swictation.Daemon.Tests.Speech.Recognition;

/// <summary>A recogniser with Debian's English model, loaded once for all tests of a class.</summary>
public sealed class PocketSphinxFixture : IAsyncDisposable
{
    internal PocketSphinxTranscriber Transcriber { get; } =
        PocketSphinxTranscriber.Load(null);

    public ValueTask DisposeAsync() => Transcriber.DisposeAsync();
}
