using Swictation.Daemon.Speech.Models;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Speech.Models;

public sealed class ModelCatalogueTests
{
    [Fact]
    public void Each_model_has_a_name_and_a_checksum_of_its_own()
    {
        Assert.Distinct(ModelCatalogue.All.Select(model => model.Name));
        Assert.Distinct(ModelCatalogue.All.Select(model => model.Checksum));
        Assert.All(ModelCatalogue.All, model =>
        {
            Assert.True(ModelNames.IsValid(model.Name));
            Assert.True(model.Checksum.Length is 40 or 64 && model.Checksum.All(char.IsAsciiHexDigitLower), model.Name);
        });
    }

    [Theory]
    [InlineData("base.en")]
    [InlineData("ggml-base.en.bin")]
    [InlineData("base.en.bin")]
    public void A_model_is_found_by_its_name_and_by_that_of_its_file(string name) =>
        Assert.Equal("base.en", ModelCatalogue.Find(name)!.Name);

    [Theory]
    [InlineData("base.en", 147_964_211, true)]
    [InlineData("tiny", 77_691_713, true)]
    [InlineData("silero-v6.2.0", 885_098, true)]
    [InlineData("large-v3-turbo-q8_0", 874_188_075, true)]
    [InlineData("base.en", 487_614_201, false)]
    [InlineData("tiny", 1_234, false)]
    public void A_size_that_cannot_be_is_known(string name, long bytes, bool canBe) =>
        Assert.Equal(canBe, ModelCatalogue.Find(name)!.CanHave(bytes));

    [Fact]
    public void Every_model_is_in_the_document_with_its_size_and_checksum()
    {
        var document = Repository.ReadText("docs/models.md");

        Assert.All(ModelCatalogue.All, model => Assert.Contains(
            FormattableString.Invariant($"| `{model.Name}` | {model.Megabytes:#,0.###} MB |"), document, StringComparison.Ordinal));
        Assert.All(ModelCatalogue.All, model => Assert.Contains(model.Checksum, document, StringComparison.Ordinal));
    }

    [Fact]
    public void The_advised_model_is_published() => Assert.NotNull(ModelCatalogue.Find(ModelCatalogue.Advised));
}
