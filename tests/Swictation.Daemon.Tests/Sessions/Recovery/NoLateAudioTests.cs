using Swictation.Daemon.Sessions.Recovery;
using Swictation.Storage.Audio;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Sessions.Recovery;

/// <summary>A daemon that cannot transcribe finds audio of one that could.</summary>
public sealed class NoLateAudioTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly RecordingLogger _logger = new();
    private readonly AudioStore _store;
    private readonly NoLateAudio _late;

    public NoLateAudioTests()
    {
        _store = new(_directory.File("log.db"), AudioRetention.None, TimeProvider.System, _logger);
        _late = new(_store, TimeProvider.System, _logger);
    }

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Audio_that_waits_is_said_with_what_to_do()
    {
        using (var writer = _store.Begin(new(1))) writer.Write(0, new short[24_000]);

        _late.Find();

        Assert.StartsWith("Up to 1.5 s of audio in ", _late.Trouble!.Words, StringComparison.Ordinal);
        Assert.Single(_logger.Lines, line => line.Text == _late.Trouble.Words);
    }

    [Fact]
    public void Nothing_is_said_where_there_is_none()
    {
        _late.Find();

        Assert.Null(_late.Trouble);
        Assert.Empty(_logger.Lines);
    }
}
