using Swictation.Daemon.Speech.Recognition;
using Swictation.Daemon.Speech.Recognition.Workers;
using Swictation.Daemon.Tests.Fakes;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Speech.Recognition;

/// <summary>The checksum of a recogniser's model, as its process gives it.</summary>
[Trait("Category", "Package")]
public sealed class RecogniserChecksumTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Recogniser_is_ready_before_its_model_is_read_to_the_end_and_the_checksum_follows()
    {
        LinkDebiansModel();
        // Nobody reads beyond it before somebody has written it.
        var slow = _directory.File("en-us/zz");
        Fifo.Make(slow);
        var command = new TranscriberSpec.PocketSphinx(_directory.Path).Host(allowsRemote: false);

        await using var transcriber = await WorkerTranscriber.StartAsync(
            command, new(), TimeProvider.System, new RecordingLogger());

        Assert.Equal(new("pocketsphinx", _directory.Path), transcriber.Recogniser);
        using (var writer = Fifo.OpenWriter(slow)) writer.WriteText("the rest");
        await Eventually.IsTrueAsync(() => transcriber.Recogniser?.Sha256 is not null, "the checksum is known");
        File.Delete(slow);
        File.WriteAllText(slow, "the rest");
        Assert.Equal(new TranscriberSpec.PocketSphinx(_directory.Path).Checksum(), transcriber.Recogniser!.Sha256);
    }

    [Fact]
    public void Model_that_cannot_be_read_has_none()
    {
        Assert.Null(new TranscriberSpec.PocketSphinx(_directory.Path).Checksum());
    }

    private void LinkDebiansModel()
    {
        const string Model = PocketSphinxModel.DebianDirectory;
        Directory.CreateDirectory(_directory.File("en-us"));
        foreach (var file in Directory.EnumerateFiles(Model, "*", SearchOption.AllDirectories))
            File.CreateSymbolicLink(_directory.File(Path.GetRelativePath(Model, file)), file);
    }
}
