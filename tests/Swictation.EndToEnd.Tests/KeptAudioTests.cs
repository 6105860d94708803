using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests;

/// <summary>Kept audio and real daemons.</summary>
[Trait("Category", "Package")]
public sealed class KeptAudioTests : IDisposable
{
    private const string Name = "1-000000000000-20260115T090000000000Z";

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task After_kills_at_each_step_kept_audio_is_there_once_and_becomes_flac()
    {
        var kept = Directory.CreateDirectory(_directory.File("log.db-audio/kept")).FullName;
        var (wav, flac) = (Path.Combine(kept, Name + ".wav"), Path.Combine(kept, Name + ".flac"));
        WavFile.Write(wav, LibriVox.Sentences[0].ReadSamples());
        var bytes = File.ReadAllBytes(wav);

        foreach (var step in (string[])["compress.before:1", "compress.after:1", "compress.before:2"])
        {
            await using var killed = await DaemonProcess.StartToExitAtAsync(_directory.Path, "text:-", step);
            await Eventually.IsTrueAsync(() => killed.HasExited, $"it is killed at {step}");
            Assert.Equal(bytes, File.ReadAllBytes(wav));
        }

        Assert.True(File.Exists(flac));
        await using (var last = await DaemonProcess.StartToExitAtAsync(_directory.Path, "text:-", "compress.after:2"))
        {
            await Eventually.IsTrueAsync(() => last.HasExited, "it is killed when it is done");
        }

        Assert.Equal([flac], Directory.GetFiles(kept));
        Assert.StartsWith("fLaC", System.Text.Encoding.ASCII.GetString(File.ReadAllBytes(flac)), StringComparison.Ordinal);
        Assert.InRange(new FileInfo(flac).Length, 1_000, bytes.Length * 3 / 4);
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-");
        Assert.Equal([flac], Directory.GetFiles(kept));
    }
}
