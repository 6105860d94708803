using System.Text.RegularExpressions;
using Swictation.Testing;

namespace Swictation.Sockets.Tests;

/// <summary>The examples in docs/protocol.md.</summary>
internal static partial class DocumentExamples
{
    public static readonly string Document = Repository.ReadText("docs/protocol.md");

    /// <summary>The lines of the code blocks of a kind; fails if there are none.</summary>
    public static List<string> Of(string kind)
    {
        var lines = CodeBlock().Matches(Document)
            .Where(block => block.Groups[1].Value == kind)
            .SelectMany(block => block.Groups[2].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            .ToList();
        Assert.NotEmpty(lines);
        return lines;
    }

    [GeneratedRegex(@"^```(json[a-z ]*)\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
