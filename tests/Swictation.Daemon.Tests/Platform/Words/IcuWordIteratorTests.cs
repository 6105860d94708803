using Swictation.Daemon.Platform.Words;
using Swictation.Domain.Language;

namespace Swictation.Daemon.Tests.Platform.Words;

/// <summary>With the library that the build needs too.</summary>
public sealed class IcuWordIteratorTests
{
    [Theory]
    [InlineData("สวัสดีครับ", 2)]
    [InlineData("ภาษาไทย", 2)]
    [InlineData("ຂ້ອຍກິນເຂົ້າ", 2)]
    [InlineData("ខ្ញុំស្រលាញ់អ្នក", 3)]
    public void Words_of_scripts_without_blanks_are_found_by_dictionaries(string text, int words) =>
        Assert.Equal(words, new WordCounter(new IcuWordIterator()).Count(text));

    [Fact]
    public void Without_the_library_words_are_counted_by_their_length() =>
        Assert.Equal(2, new WordCounter(new IcuWordIterator("libmissing-icuuc.so")).Count("สวัสดีครับ"));
}
