using Swictation.Daemon.Speech.Models;
using Swictation.Daemon.Tests.Speech.Packages;
using Swictation.Domain.Errors;

namespace Swictation.Daemon.Tests.Speech.Models;

/// <summary>Models that come as a file, and what becomes of them.</summary>
public sealed class ModelAdditionTests : IDisposable
{
    private readonly ModelBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_file_that_is_a_model_is_copied_under_its_name()
    {
        var added = await AddAsync(Whisper("my-own.bin"));

        Assert.Equal("my-own", added.Name);
        Assert.Equal(ModelKind.Recogniser, added.Kind);
        Assert.Null(added.Known);
        Assert.Equal(_bench.Models.FileOf("my-own"), added.Path);
        Assert.Equal(added, Assert.Single(_bench.Models.List()));
        Assert.Null((await ModelVerification.OfAsync(added, CancellationToken.None)).Fault);
    }

    [Fact]
    public async Task A_detector_is_a_model_too()
    {
        var added = await AddAsync(_bench.Write("ggml-silero-own.bin", _bench.Content));

        Assert.Equal(ModelKind.Detector, added.Kind);
        Assert.Equal("silero-own", added.Name);
    }

    [Fact]
    public async Task The_same_file_again_changes_nothing()
    {
        var file = Whisper("own.bin");

        Assert.Equal(await AddAsync(file), await AddAsync(file));
    }

    [Fact]
    public async Task Another_file_of_the_same_name_is_refused()
    {
        await AddAsync(Whisper("own.bin"));

        var error = await Refusal(Whisper("own.bin", " other"));

        Assert.Contains("--name", error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_with_the_name_of_a_published_model_and_another_content_is_refused()
    {
        var file = Whisper("ggml-base.en.bin");

        var error = await Refusal(file);

        Assert.Contains("is not the published base.en", error.Reason, StringComparison.Ordinal);
        Assert.Equal("tuned", (await AddAsync(file, "tuned")).Name);
    }

    [Theory]
    [InlineData("../out")]
    [InlineData(".hidden")]
    [InlineData("two words")]
    public async Task A_name_that_is_a_path_or_needs_quotes_is_refused(string name)
    {
        var error = await Assert.ThrowsAsync<ModelException>(() => AddAsync(Whisper("own.bin"), name));

        Assert.Contains("is no name for a model", error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_model_is_refused()
    {
        Assert.Contains("is no model", (await Refusal(_bench.Write("song.bin", new byte[100]))).Reason, StringComparison.Ordinal);
        Assert.Contains("does not exist", (await Refusal("/nowhere/ggml-x.bin")).Reason, StringComparison.Ordinal);
        Assert.Contains("cut off", (await Refusal(_bench.Write("v.bin", _bench.Content[..^9]))).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(70)]
    [InlineData(100_000)]
    [InlineData(-1)]
    [InlineData(-200)]
    [InlineData(-5_000)]
    public async Task A_model_of_Whisper_that_is_cut_off_anywhere_is_refused(int length)
    {
        var whole = File.ReadAllBytes(Whisper("whole.bin"));

        var error = await Refusal(_bench.Write("cut.bin", length < 0 ? whole[..^-length] : whole[..length]));

        Assert.Contains("is cut off", error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_has_changed_since_it_was_added_is_found()
    {
        var added = await AddAsync(Whisper("own.bin"));
        using (var file = File.OpenWrite(added.Path))
        {
            file.Position = file.Length - 1;
            file.WriteByte(1);
        }

        var verdict = await ModelVerification.OfAsync(added, CancellationToken.None);

        Assert.Contains("has changed", verdict.Fault!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_published_model_is_compared_with_its_publishers_checksum()
    {
        _bench.Models.Make();
        var file = _bench.Models.FileOf("tiny.en");
        WhisperTestModel.Write(file, " He");

        var verdict = await ModelVerification.OfAsync(_bench.Models.Find("tiny.en")!, CancellationToken.None);

        Assert.Contains("c78c86eb1a8faa21b369bcd33207cc90d64ae9df", verdict.Fault!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_removed_model_leaves_nothing_behind()
    {
        await AddAsync(Whisper("own.bin"));

        _bench.Models.Remove("own");

        Assert.Empty(Directory.EnumerateFiles(_bench.Models.Path));
        var error = Assert.Throws<ModelException>(() => _bench.Models.Remove("own"));
        Assert.Contains("no model is installed", error.Reason, StringComparison.Ordinal);
    }

    private Task<InstalledModel> AddAsync(string file, string? name = null) =>
        ModelAddition.AddAsync(_bench.Models, file, name, CancellationToken.None);

    private async Task<ModelException> Refusal(string file) =>
        await Assert.ThrowsAsync<ModelException>(() => AddAsync(file));

    private string Whisper(string name, params string[] words)
    {
        var path = _bench.Write(name, []);
        WhisperTestModel.Write(path, words.Length > 0 ? words : [" He"]);
        return path;
    }
}
