using Mono.Cecil;

namespace Swictation.Architecture.Tests;

/// <summary>Every line of the log has a number, by which the documents and people who search for it name it.</summary>
public sealed class LogNumberTests
{
    [Fact]
    public void Each_line_of_the_log_has_a_number_of_its_own()
    {
        var lines = FloorPlans.All.SelectMany(plan => Read(plan.Assembly)).ToLookup(line => line.Number, line => line.Method);

        Assert.True(lines.Count > 100, $"{lines.Count} numbers");
        Assert.Empty(lines.Where(line => line.Count() > 1).Select(line => $"{line.Key}: {string.Join(", ", line)}"));
    }

    private static IReadOnlyList<(int Number, string Method)> Read(string assembly)
    {
        using var module = ModuleDefinition.ReadModule(Path.Combine(AppContext.BaseDirectory, assembly + ".dll"));
        return
        [
            .. from type in module.GetTypes()
               from method in type.Methods
               from attribute in method.CustomAttributes
               where attribute.AttributeType.Name == "LoggerMessageAttribute"
               select (NumberOf(attribute), $"{type.Name}.{method.Name}"),
        ];
    }

    private static int NumberOf(CustomAttribute attribute) =>
        attribute.ConstructorArguments is [{ Value: int first }, ..] ? first : 0;
}
