using Swictation.Testing;

namespace Swictation.Architecture.Tests;

public sealed class ArrowTableTests(ITestOutputHelper output)
{
    private const string Document = "docs/architecture.md";
    private const string Begin = "<!-- arrows: scripts/arrows writes this -->\n";
    private const string End = "<!-- /arrows -->";

    /// <summary>Where the variable is set, which scripts/arrows does, the document is written instead.</summary>
    [Fact]
    public void The_table_of_arrows_in_the_document_is_current()
    {
        var table = ArrowTable.Of(FloorPlans.All);
        output.WriteLine(table);
        var text = Repository.ReadText(Document);
        var begin = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = text.IndexOf(End, begin, StringComparison.Ordinal);

        if (Environment.GetEnvironmentVariable("SWICTATION_WRITE_ARROWS") == "1")
        {
            File.WriteAllText(Path.Combine(Repository.Root, Document), text[..begin] + table + text[end..]);
        }
        else
        {
            Assert.Equal(table, text[begin..end]);
        }
    }
}
