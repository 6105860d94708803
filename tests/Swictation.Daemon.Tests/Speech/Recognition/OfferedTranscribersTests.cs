using Swictation.Daemon.Speech.Models;
using Swictation.Daemon.Speech.Recognition;
using Swictation.Daemon.Tests.Fakes;
using Swictation.Domain.Errors;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Speech.Recognition;

/// <summary>A client of the command socket chooses among what the user has set up, and can bring nothing of its own.</summary>
public sealed class OfferedTranscribersTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly OfferedTranscribers _offered;

    public OfferedTranscribersTests()
    {
        Directory.CreateDirectory(_directory.File("models"));
        File.WriteAllBytes(_directory.File("models/ggml-tiny.bin"), [0x6c, 0x6d, 0x67, 0x67, .. new byte[100]]);
        File.WriteAllBytes(_directory.File("ggml-outside.bin"), [0x6c, 0x6d, 0x67, 0x67, .. new byte[100]]);
        _offered = new(
            new TranscriberSpec.PocketSphinx(null),
            NamedTranscribers.Parse("""{"en":"pocketsphinx","de":"whisper:tiny?language=de","own":"command:my-program"}""")!,
            library: null,
            ModelDirectory.In(_directory.Path));
    }

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("en", null, "pocketsphinx")]
    [InlineData("own", null, "command:my-program")]
    [InlineData("de", null, "whisper:{0}/models/ggml-tiny.bin?language=de")]
    [InlineData("de", "auto", "whisper:{0}/models/ggml-tiny.bin?language=auto")]
    [InlineData("tiny", "fr", "whisper:{0}/models/ggml-tiny.bin?language=fr")]
    public void Name_of_the_configuration_or_of_a_model_is_a_recogniser(string name, string? language, string expected) =>
        Assert.Equal(
            expected.Replace("{0}", _directory.Path, StringComparison.Ordinal),
            _offered.Resolve(new(name, language)).Write());

    [Theory]
    [InlineData("command:rm -rf /tmp/x")]
    [InlineData("whisper:/etc/passwd")]
    [InlineData("../ggml-outside")]
    [InlineData("ggml-tiny.bin")]
    [InlineData("")]
    public void Anything_else_is_refused_with_what_there_is(string name)
    {
        var refused = Assert.Throws<TranscriberException>(() => _offered.Resolve(new(name, null)));

        Assert.EndsWith("there are de, en, own, tiny", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "de", "cannot be chosen")]
    [InlineData(null, "de", "cannot be chosen")]
    [InlineData("de", "de&library=/tmp", "no short form")]
    [InlineData("de", "", "no short form")]
    public void Language_that_cannot_be_is_refused(string? name, string language, string why) =>
        Assert.Contains(
            why,
            Assert.Throws<TranscriberException>(() => _offered.Resolve(new(name, language))).Message,
            StringComparison.Ordinal);

    [Fact]
    public async Task Recogniser_is_started_once_and_kept_for_the_next_session_and_there_are_not_too_many()
    {
        var started = new List<FakeTranscriber>();
        var shelf = new RecogniserShelf(_offered, _ =>
        {
            started.Add(new());
            return started[^1];
        });

        Assert.Null(shelf.Find(new("de", null)));
        Assert.Null(shelf.Prepare(new("de", null)));
        Assert.Null(shelf.Prepare(new("de", null)));
        Assert.Same(started.Single(), shelf.Find(new("de", null)));
        Assert.Contains("there are de, en, own, tiny", shelf.Prepare(new("nothing", null)), StringComparison.Ordinal);

        foreach (var language in (string[])["a", "b", "c", "d", "e", "f", "g"])
            Assert.Null(shelf.Prepare(new("de", language)));
        Assert.Contains("run already", shelf.Prepare(new("de", "h")), StringComparison.Ordinal);
        Assert.Equal(RecogniserShelf.Most, started.Count);

        await shelf.DisposeAsync();
        Assert.All(started, each => Assert.True(each.IsDisposed));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"de":"nonsense:x"}""")]
    [InlineData("""{"de":1}""")]
    [InlineData("""{"a b":"pocketsphinx"}""")]
    [InlineData("""{"":"pocketsphinx"}""")]
    [InlineData("""{"de":"pocketsphinx","de":"auto"}""")]
    public void Setting_that_names_no_recognisers_is_none(string json) => Assert.Null(NamedTranscribers.Parse(json));
}
