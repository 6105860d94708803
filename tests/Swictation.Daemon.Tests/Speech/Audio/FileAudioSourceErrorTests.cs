using System.Diagnostics;
using System.Runtime.Versioning;
using Swictation.Daemon.Speech.Audio;
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
    public async Task Audio_that_breaks_off_is_an_error_and_not_an_end()
    {
        var flac = _directory.File("a.flac");
        await ConvertAsync(_directory.File("a.wav"), flac);
        File.WriteAllBytes(flac, File.ReadAllBytes(flac)[..20_000]);
        await using var source = FileAudioSource.Open(flac, Pace.Max, TimeProvider.System);

        var error = await Assert.ThrowsAsync<AudioSourceException>(async () =>
        {
            await foreach (var _ in source.ReadAsync(notBefore: null, CancellationToken.None))
            {
            }
        });

        Assert.Contains("cannot be decoded after", error.Reason.Words, StringComparison.Ordinal);
        Assert.False(source.HasEnded);
    }

    private AudioSourceException FailToOpen(string name)
    {
        var error = Assert.Throws<AudioSourceException>(
            () => FileAudioSource.Open(_directory.File(name), Pace.Max, TimeProvider.System));
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
