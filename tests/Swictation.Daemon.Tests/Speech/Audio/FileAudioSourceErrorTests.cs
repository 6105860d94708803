using System.Diagnostics;
using System.Runtime.Versioning;
using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Daemon.Speech.Audio;
using Swictation.Daemon.Speech.Audio.Files;
using Swictation.Domain.Errors;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Speech.Audio;

[Trait("Category", "Package")]
public sealed class FileAudioSourceErrorTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Missing_file_is_refused_and_not_created()
    {
        var error = FailToOpen("none.wav");

        Assert.Contains("does not exist", error.Reason.Words, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_directory.Path));
    }

    [Fact]
    public void Directory_is_refused()
    {
        Directory.CreateDirectory(_directory.File("a.wav"));

        Assert.Contains("is a directory", FailToOpen("a.wav").Reason.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Empty_file_is_refused()
    {
        File.WriteAllBytes(_directory.File("a.wav"), []);

        Assert.Contains("is empty", FailToOpen("a.wav").Reason.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_is_refused_with_the_words_of_libsndfile()
    {
        File.WriteAllText(_directory.File("a.wav"), "This is a shopping list and no recording.\nBread, butter, salt.\n");

        var error = FailToOpen("a.wav");

        Assert.Contains("no audio", error.Reason.Words, StringComparison.Ordinal);
        Assert.Contains("Format not recognised", error.Reason.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Header_without_samples_is_refused()
    {
        WavFile.Write(_directory.File("a.wav"), []);

        Assert.Contains("no samples", FailToOpen("a.wav").Reason.Words, StringComparison.Ordinal);
    }

    [Fact]
    [SupportedOSPlatform("linux")]
    public void File_that_may_not_be_read_is_refused()
    {
        // Root may read everything; nothing to see then.
        if (Environment.IsPrivilegedProcess) return;
        WavFile.Write(_directory.File("a.wav"), new short[320]);
        File.SetUnixFileMode(_directory.File("a.wav"), UnixFileMode.UserWrite);

        Assert.Contains("permissions", FailToOpen("a.wav").Reason.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Audio_that_breaks_off_is_read_so_far_and_said_to_break_off()
    {
        var flac = _directory.File("a.flac");
        await ConvertAsync(_directory.File("a.wav"), flac);
        File.WriteAllBytes(flac, File.ReadAllBytes(flac)[..20_000]);
        var log = new RecordingLogger();
        await using var source = FileAudioSource.Open(new(flac, Pace.Max), TimeProvider.System, log);

        var samples = 0;
        await foreach (var frame in source.ReadAsync(notBefore: null, CancellationToken.None)) samples += frame.Samples.Length;

        Assert.InRange(samples, 4_000, 31_999);
        Assert.True(source.HasEnded);
        Assert.Matches(@"was read for \d\.\d s: it (is cut off|cannot be decoded further)", Assert.Single(log.Lines).Text);
    }

    private AudioSourceException FailToOpen(string name)
    {
        var error = Assert.Throws<AudioSourceException>(
            () => FileAudioSource.Open(new(_directory.File(name), Pace.Max), TimeProvider.System, NullLogger.Instance));
        Assert.StartsWith(_directory.File(name), error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        return error;
    }

    /// <summary>Two seconds of noise, which no codec makes small.</summary>
    private static async Task ConvertAsync(string wav, string target)
    {
        var random = new Random(7);
        WavFile.Write(wav, [.. Enumerable.Range(0, 32_000).Select(_ => (short)random.Next(-20_000, 20_000))]);
        using var sox = Process.Start("sox", [wav, target]);
        await sox.WaitForExitAsync();
        Assert.Equal(0, sox.ExitCode);
    }
}
