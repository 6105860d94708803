using System.Xml.Linq;
using Swictation.Architecture.Tests.Reading;
using Swictation.Testing;

namespace Swictation.Architecture.Tests;

public sealed class LayoutTests
{
    public static TheoryData<string> Projects { get; } = [.. FloorPlans.All.Select(plan => plan.Project)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_refers_to_those_below_it_and_no_other(string project)
    {
        var document = XDocument.Parse(Repository.ReadText($"{project}/{project}.csproj"));

        var references = document.Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));

        Assert.Equal(FloorPlans.Of(project).Refers, references.Order());
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_namespace_is_the_path_of_its_folder(string project)
    {
        foreach (var directory in new[] { project, $"tests/{project}.Tests" })
        {
            var root = Path.GetFileName(directory);

            var elsewhere = SourceFile.Of(directory)
                .Where(file => file.Namespace.Length > 0 && file.Namespace != $"{root}.{Path.GetDirectoryName(file.Path)!.Replace('/', '.')}".TrimEnd('.'))
                .Select(file => $"{directory}/{file.Path} is in {file.Namespace}");

            Assert.Empty(elsewhere);
        }
    }
}
