using Mono.Cecil;
using Swictation.Architecture.Tests.Reading;

namespace Swictation.Architecture.Tests.Sight;

/// <summary>That the tests of this project can fail: they see each way in which code can name code in another folder.</summary>
public sealed class SightTests
{
    private const string Directory = "tests/Swictation.Architecture.Tests";
    private static readonly string Assembly = typeof(SightTests).Assembly.Location;

    [Fact]
    public void References_are_seen_wherever_they_stand()
    {
        using var module = ModuleDefinition.ReadModule(Assembly);
        var places = module.Types.Where(type => type.Namespace == typeof(Above.InLambda).Namespace && type.Name.StartsWith("In", StringComparison.Ordinal));

        var seen = TypeReferences.Of(module)
            .Where(pair => pair.To.Namespace == typeof(Below.Seen).Namespace)
            .Select(pair => pair.From.FullName)
            .ToHashSet();

        Assert.NotEmpty(places);
        Assert.Empty(places.Select(type => type.FullName).Except(seen));
    }

    [Fact]
    public void A_constant_is_seen_by_its_using()
    {
        var used = SourceFile.Of(Directory).Single(file => file.Path == "Sight/Above/OnlyConstant.cs").Uses;

        Assert.Equal([typeof(Below.Seen).Namespace!], used);
    }

    [Fact]
    public void Arrows_between_folders_are_read_from_code_and_from_usings()
    {
        var project = typeof(ArrowTable).Namespace!;

        var arrows = Folders.Of(project, project, Directory).Arrows;

        Assert.Contains(new Arrow("Sight/Above", "Sight/Below"), arrows);
        Assert.DoesNotContain(new Arrow("Sight/Below", "Sight/Above"), arrows);
    }

    [Fact]
    public void An_arrow_up_is_refused_and_one_between_strangers_too()
    {
        var plan = new FloorPlan("P", "P", [], ["Top", "Left/A", "Right/B", "Bottom"]) { Strangers = [("Left", "Right")] };

        Assert.True(plan.Allows(new Arrow("Top", "Bottom")));
        Assert.False(plan.Allows(new Arrow("Bottom", "Top")));
        Assert.False(plan.Allows(new Arrow("Left/A", "Right/B")));
    }

    [Fact]
    public void Folders_that_need_each_other_through_others_are_a_cycle()
    {
        var arrows = new HashSet<Arrow> { new("A", "B"), new("B", "C"), new("C", "A"), new("C", "D") };

        Assert.Equal(["A", "B", "C"], Assert.Single(Cycles.In(arrows)));
    }
}
