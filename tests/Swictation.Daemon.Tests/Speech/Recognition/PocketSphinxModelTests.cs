using Swictation.Daemon.Speech.Recognition;
using Swictation.Domain.Errors;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Speech.Recognition;

[Trait("Category", "Package")]
public sealed class PocketSphinxModelTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Debians_directory_holds_the_model_of_words_and_not_that_of_phones()
    {
        var model = PocketSphinxModel.Find(PocketSphinxModel.DebianDirectory);

        Assert.Equal("/usr/share/pocketsphinx/model/en-us/en-us", model.AcousticModel);
        Assert.Equal("/usr/share/pocketsphinx/model/en-us/en-us.lm.bin", model.LanguageModel);
        Assert.Equal("/usr/share/pocketsphinx/model/en-us/cmudict-en-us.dict", model.Dictionary);
    }

    [Fact]
    public void Acoustic_model_may_be_the_directory_itself()
    {
        LinkDebiansModel();
        foreach (var file in Directory.EnumerateFiles(_directory.File("en-us")))
            File.Move(file, _directory.File(Path.GetFileName(file)));

        Assert.Equal(_directory.Path, PocketSphinxModel.Find(_directory.Path).AcousticModel);
    }

    [Theory]
    [InlineData("acoustic model", "mdef")]
    [InlineData("language model", "*.lm.bin")]
    [InlineData("dictionary", "*.dict")]
    public void Missing_part_is_named(string part, string pattern)
    {
        LinkDebiansModel();
        foreach (var file in Directory.EnumerateFiles(_directory.Path, pattern, SearchOption.AllDirectories).ToList())
            File.Delete(file);

        Assert.Contains($"holds no {part}", FailToLoad(_directory.Path).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_directory_is_named()
    {
        var error = FailToLoad(_directory.File("none"));

        Assert.Contains("apt install pocketsphinx-en-us", error.Reason, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_directory.Path));
    }

    [Theory]
    [InlineData("means")]
    [InlineData("transition_matrices")]
    [InlineData("sendump")]
    public void Missing_file_of_the_acoustic_model_is_refused(string name)
    {
        LinkDebiansModel();
        File.Delete(_directory.File($"en-us/{name}"));

        Assert.Contains("is missing", FailToLoad(_directory.Path).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en-us/mdef", "no file of an acoustic model")]
    [InlineData("en-us/means", "no file of an acoustic model")]
    [InlineData("en-us/transition_matrices", "no file of an acoustic model")]
    [InlineData("en-us/feat.params", "cannot load")]
    [InlineData("en-us.lm.bin", "cannot load")]
    [InlineData("cmudict-en-us.dict", "no dictionary for this acoustic model")]
    public void Broken_file_is_refused_and_the_process_lives_on(string name, string reason)
    {
        LinkDebiansModel();
        File.Delete(_directory.File(name));
        File.WriteAllText(_directory.File(name), "this is no model\n");

        Assert.Contains(reason, FailToLoad(_directory.Path).Reason, StringComparison.Ordinal);
    }

    private static TranscriberException FailToLoad(string directory)
    {
        var error = Assert.Throws<TranscriberException>(
            () => PocketSphinxTranscriber.Load(directory));
        Assert.StartsWith(directory, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        return error;
    }

    private void LinkDebiansModel()
    {
        Directory.CreateDirectory(_directory.File("en-us"));
        const string Model = PocketSphinxModel.DebianDirectory;
        foreach (var file in Directory.EnumerateFiles(Model, "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(Model, file);
            File.CreateSymbolicLink(_directory.File(relative), file);
        }
    }
}
