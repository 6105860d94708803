using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Daemon.Speech.Audio;
using Swictation.Daemon.Speech.Audio.Files;
using Swictation.Daemon.Speech.Packages.NAudio;
using Swictation.Daemon.Tests.Fakes;
using Swictation.Domain.Audio;
using Swictation.Domain.Errors;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Speech.Audio;

/// <summary>Files that recorders, converters and accidents leave behind are heard as far as there is sound in them.</summary>
[Trait("Category", "Package")]
public sealed class OddSoundFilesTests : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    // A tone of 10,000 has this root of its mean square; lossy codecs and quiet edges leave a little less.
    private const double Loudness = 10_000 / 1.4142;

    // Some forms are packages of their own: they stand in its help where they are installed.
    private static readonly Lazy<string[]> SoxForms = new(() =>
    {
        using var sox = Process.Start(new ProcessStartInfo("sox", "--help") { RedirectStandardOutput = true })!;
        return sox.StandardOutput.ReadToEnd().Split('\n').First(line => line.StartsWith("AUDIO FILE FORMATS:", StringComparison.Ordinal)).Split(' ');
    });

    private readonly TemporaryDirectory _directory = new();

    public static TheoryData<string> ByHand => [.. OddWav.All.Keys];

    /// <summary>What sox is told to make: a form, its options, channels, rate.</summary>
    public static TheoryData<string, string> BySox
    {
        get
        {
            string[] kinds =
            [
                "wav -b 8", "wav -b 16", "wav -b 24", "wav -b 32", "wav -e floating-point -b 32", "wav -e floating-point -b 64", "wav -e a-law",
                "wav -e mu-law", "wav -e ima-adpcm", "wav -e ms-adpcm", "wavpcm -b 16", "flac", "flac -b 24", "ogg", "aiff", "aiff -b 24", "au",
                "au -e mu-law", "caf", "w64", "voc", "sph", "ircam", "mp3",
            ];
            var all = new TheoryData<string, string>();
            foreach (var kind in kinds)
            {
                foreach (var shape in (string[])["-c 1 -r 16000", "-c 2 -r 44100", "-c 1 -r 8000"]) all.Add(kind, shape);
            }

            foreach (var kind in (string[])["wav", "flac", "ogg", "aiff"]) all.Add(kind, "-c 6 -r 48000");
            return all;
        }
    }

    public static TheoryData<string> Streams => ["wav -b 16", "wav -e floating-point -b 32", "wav -e ima-adpcm", "flac", "ogg", "aiff", "au"];

    [Theory]
    [MemberData(nameof(ByHand))]
    public async Task File_made_by_hand_is_heard_and_its_fault_said(string name)
    {
        var (bytes, seconds, warning) = OddWav.All[name];
        File.WriteAllBytes(_directory.File("a.wav"), bytes);
        var log = new RecordingLogger();
        await using var source = FileAudioSource.Open(new(_directory.File("a.wav"), Pace.Max), TimeProvider.System, log);

        var samples = await ReadAsync(source);

        AssertHeard(samples, seconds, name.StartsWith("floats b", StringComparison.Ordinal) || name.StartsWith("floats t", StringComparison.Ordinal));
        if (warning is null)
            Assert.Empty(log.Lines);
        else
            Assert.Contains(warning, Assert.Single(log.Lines).Text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(ByHand))]
    public async Task Same_bytes_are_heard_from_a_fifo_piece_by_piece(string name)
    {
        var (bytes, seconds, _) = OddWav.All[name];
        Fifo.Make(_directory.File("pipe"));
        await using var source = FileAudioSource.Open(new(_directory.File("pipe"), Pace.Max), TimeProvider.System, NullLogger.Instance);

        var reading = ReadAsync(source);
        await using (var writer = Fifo.OpenWriter(_directory.File("pipe")))
        {
            foreach (var piece in bytes.Chunk(7_919)) await writer.WriteAsync(piece);
        }

        AssertHeard(await reading.WaitAsync(Deadline), seconds, mayBeLouder: true);
    }

    [Theory]
    [MemberData(nameof(BySox))]
    public async Task File_made_by_sox_is_heard(string kind, string shape)
    {
        var file = await MakeAsync(kind, shape);
        await using var source = FileAudioSource.Open(new(file, Pace.Max), TimeProvider.System, NullLogger.Instance);

        AssertHeard(await ReadAsync(source), seconds: 1);
    }

    [Theory]
    [MemberData(nameof(Streams))]
    public async Task What_sox_writes_into_a_pipe_is_heard(string kind)
    {
        var file = await MakeAsync(kind, "-c 1 -r 16000");
        Fifo.Make(_directory.File("pipe"));
        await using var source = FileAudioSource.Open(new(_directory.File("pipe"), Pace.Max), TimeProvider.System, NullLogger.Instance);

        var reading = ReadAsync(source);
        await using (var writer = Fifo.OpenWriter(_directory.File("pipe"))) await writer.WriteAsync(File.ReadAllBytes(file));

        AssertHeard(await reading.WaitAsync(Deadline), seconds: 1);
    }

    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(2, 1)]
    public async Task Channel_that_is_asked_for_is_heard(int channel, double part)
    {
        File.WriteAllBytes(_directory.File("a.wav"), OddWav.TwoChannels(0.5, 1));
        await using var source = FileAudioSource.Open(
            new(_directory.File("a.wav"), Pace.Max, channel), TimeProvider.System, NullLogger.Instance);

        Assert.InRange(LoudnessOf(await ReadAsync(source)), Loudness * part * 0.98, Loudness * part * 1.02);
    }

    [Fact]
    public void Channel_that_is_not_there_is_refused()
    {
        File.WriteAllBytes(_directory.File("a.wav"), OddWav.TwoChannels(1, 1));

        var error = Assert.Throws<AudioSourceException>(() => FileAudioSource.Open(
            new(_directory.File("a.wav"), Pace.Max, 3), TimeProvider.System, NullLogger.Instance));

        Assert.Contains("has 2 channels, and not number 3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_that_grows_is_read_until_its_writer_is_done()
    {
        var bytes = OddWav.All["length 0"].Bytes;
        var path = _directory.File("a.wav");
        await using var writer = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        await using var source = FileAudioSource.Open(new(path, Pace.Max), TimeProvider.System, NullLogger.Instance);

        var reading = ReadAsync(source);
        foreach (var piece in bytes.Chunk(bytes.Length / 3))
        {
            writer.Write(piece);
            Assert.False(reading.IsCompleted);
        }

        await writer.DisposeAsync();
        AssertHeard(await reading.WaitAsync(Deadline), seconds: 1);
    }

    [Theory]
    [InlineData("flac")]
    [InlineData("ogg")]
    public async Task Compressed_file_that_grows_is_read_until_its_writer_is_done(string form)
    {
        var whole = _directory.File($"whole.{form}");
        using (var sox = Process.Start("sox", ["-n", "-r", "16000", "-c", "1", whole, "synth", "5", "whitenoise", "vol", "0.3"]))
            await sox.WaitForExitAsync(TestContext.Current.CancellationToken);
        var bytes = File.ReadAllBytes(whole);
        var path = _directory.File($"a.{form}");
        await using var writer = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        writer.Write(bytes.AsSpan(0, bytes.Length / 2));
        await using var source = FileAudioSource.Open(new(path, Pace.Max), TimeProvider.System, NullLogger.Instance);
        var reading = ReadAsync(source);
        Eventually.True(() => IsReadUpTo(path, bytes.Length / 2), "all that is there is read");
        writer.Write(bytes.AsSpan(bytes.Length / 2));
        await writer.DisposeAsync();

        Assert.Equal(5 * AudioFormat.SamplesPerSecond, (await reading.WaitAsync(Deadline)).Count);
    }

    [Fact]
    public async Task NAudio_reads_no_fifo_and_waits_for_none()
    {
        Fifo.Make(_directory.File("pipe"));
        var opening = Task.Run(() => Assert.Throws<AudioSourceException>(
            () => NAudioFileReader.Open(_directory.File("pipe"), channel: null, NullLogger.Instance)));

        var error = await opening.WaitAsync(Deadline);

        Assert.Contains("is no file; file: reads FIFOs", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Listening_stops_while_a_fifo_has_no_writer_and_nothing_is_lost()
    {
        Fifo.Make(_directory.File("pipe"));
        await using var source = FileAudioSource.Open(new(_directory.File("pipe"), Pace.Max), TimeProvider.System, NullLogger.Instance);
        using var stopping = new CancellationTokenSource();
        var waiting = ReadAsync(source, stopping.Token);
        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(Deadline));

        var reading = ReadAsync(source);
        await using (var writer = Fifo.OpenWriter(_directory.File("pipe"))) await writer.WriteAsync(OddWav.All["as it should be"].Bytes);

        AssertHeard(await reading.WaitAsync(Deadline), seconds: 1);
    }

    [Theory]
    [InlineData("speech.m4a", "\0\0\0 ftypM4A ")]
    [InlineData("my speech.webm", "\u001aE")]
    [InlineData("speech", "no sound")]
    public void Refusal_names_the_command_that_converts_it(string name, string content)
    {
        File.WriteAllText(_directory.File(name), content + new string('x', 1000));

        var error = Assert.Throws<AudioSourceException>(() => FileAudioSource.Open(
            new(_directory.File(name), Pace.Max), TimeProvider.System, NullLogger.Instance));

        Assert.Matches(@"ffmpeg -i '?/.*'? '?/.*\.wav'?$", error.Message);
    }

    public void Dispose() => _directory.Dispose();

    // As proc(5) has it: the access mode is the last digit of the flags, and 0 for reading.
    private static bool IsReadUpTo(string path, long position) => Directory.GetFiles("/proc/self/fd").Any(fd =>
    {
        try
        {
            return new FileInfo(fd).LinkTarget == path
                && File.ReadAllLines(fd.Replace("/fd/", "/fdinfo/", StringComparison.Ordinal)) is [var at, var flags, ..]
                && flags.EndsWith('0') && at.EndsWith($"\t{position}", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false; // It was closed meanwhile.
        }
    });

    private static async Task<List<short>> ReadAsync(FileAudioSource source, CancellationToken cancellationToken = default)
    {
        var samples = new List<short>();
        await foreach (var frame in source.ReadAsync(notBefore: null, cancellationToken)) samples.AddRange(frame.Samples.Span);
        Assert.True(source.HasEnded);
        return samples;
    }

    private static double LoudnessOf(List<short> samples) => Math.Sqrt(samples.Average(sample => (double)sample * sample));

    private static void AssertHeard(List<short> samples, double seconds, bool mayBeLouder = false)
    {
        // A codec may add up to a few blocks of its own.
        Assert.InRange(samples.Count / (double)AudioFormat.SamplesPerSecond, seconds - 0.05, seconds + 0.25);
        Assert.InRange(LoudnessOf(samples), Loudness * 0.85, Loudness * (mayBeLouder ? 3.3 : 1.1));
    }

    private async Task<string> MakeAsync(string kind, string shape)
    {
        var (form, options) = kind.Split(' ', 2) is [var first, var rest] ? (first, rest) : (kind, "");
        Assert.SkipUnless(SoxForms.Value.Contains(form), $"sox makes no {form} here; scripts/setup test installs what does");
        var plain = _directory.File("plain.wav");
        File.WriteAllBytes(plain, OddWav.All["as it should be"].Bytes);
        var file = _directory.File($"a.{(form == "wavpcm" ? "wav" : form)}");
        using var sox = Process.Start(
            "sox", ["-V1", plain, .. shape.Split(' '), .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries), "-t", form, file]);
        await sox.WaitForExitAsync();
        Assert.Equal(0, sox.ExitCode);
        return file;
    }
}
