using System.Text.RegularExpressions;
using System.Xml.Linq;
using Swictation.Testing;

namespace Swictation.Domain.Tests.Documents;

/// <summary>The documents name files, headings, types and packages that exist.</summary>
public sealed partial class DocumentTests
{
    private static readonly string[] Folders = [".", "docs", "docs/decisions", "samples"];

    private static readonly string[] Products =
        ["Swictation.Daemon", "Swictation.Domain", "Swictation.Plumbing", "Swictation.Replay", "Swictation.Sockets", "Swictation.Storage"];

    public static TheoryData<string> Documents =>
    [
        .. Folders
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.md"))
            .Select(path => Path.GetRelativePath(Repository.Root, path)),
    ];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_link_inside_the_project_leads_to_a_file_and_a_heading(string document)
    {
        foreach (Match link in Link().Matches(Repository.ReadText(document)))
        {
            if (link.Groups["path"].Value.Contains("://", StringComparison.Ordinal)) continue;

            var target = link.Groups["path"].Value is { Length: > 0 } path
                ? Path.Combine(Path.GetDirectoryName(document)!, path)
                : document;
            var full = Path.Combine(Repository.Root, target);
            Assert.True(Path.Exists(full), $"{document} leads to {target}, which is not there");
            if (link.Groups["heading"] is { Success: true, Value: var heading })
                Assert.Contains(heading, Headings(File.ReadAllText(full)));
        }
    }

    [Theory]
    [InlineData("docs/glossary.md")]
    [InlineData("CONTRIBUTING.md")]
    public void Every_type_that_is_named_exists(string document)
    {
        var declared = Products.Append("tests")
            .SelectMany(folder => Directory.EnumerateFiles(
                Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories))
            .Select(Path.GetFileNameWithoutExtension)
            .ToHashSet();

        var named = TypeName().Matches(Repository.ReadText(document)).Select(match => match.Groups[1].Value).ToList();

        Assert.NotEmpty(named);
        Assert.All(named, name => Assert.Contains(name, declared));
    }

    [Fact]
    public void Every_package_of_the_product_is_in_the_third_party_notices()
    {
        var packages = Products
            .SelectMany(project => XDocument.Parse(Repository.ReadText($"{project}/{project}.csproj"))
                .Descendants("PackageReference"))
            .Select(reference => reference.Attribute("Include")!.Value)
            .ToHashSet();

        var notices = Repository.ReadText("THIRD-PARTY-NOTICES.md");

        Assert.NotEmpty(packages);
        Assert.All(packages, package => Assert.Contains(package, notices, StringComparison.Ordinal));
    }

    /// <summary>The names of a document's headings in links, as forges make them.</summary>
    private static IEnumerable<string> Headings(string document) =>
        document.Split('\n')
            .Where(line => line.StartsWith('#'))
            .Select(line => line.TrimStart('#').Trim().ToLowerInvariant().Replace(' ', '-'))
            .Select(name => NoPartOfAHeading().Replace(name, ""));

    [GeneratedRegex(@"\]\((?<path>[^)#\s]*)(#(?<heading>[^)\s]+))?\)")]
    private static partial Regex Link();

    // A word in code font with a capital, and no dot: no file, no option, no variable.
    [GeneratedRegex("`(I?[A-Z][a-z][A-Za-z]*)`")]
    private static partial Regex TypeName();

    [GeneratedRegex(@"[^\w-]")]
    private static partial Regex NoPartOfAHeading();
}
