using System.Text.Json;
using Swictation.Daemon.Typing.Windows;

namespace Swictation.Daemon.Tests.Typing;

public sealed class SwayWindowsTests
{
    [Theory]
    [InlineData("""{"id":1,"nodes":[{"id":3,"nodes":[{"id":7,"focused":true,"pid":9,"app_id":"foot"}]}]}""", "sway:7 foot")]
    [InlineData("""{"id":1,"nodes":[],"floating_nodes":[{"id":8,"focused":true,"pid":9,"app_id":null,"window_properties":{"class":"XTerm"}}]}""", "sway:8 XTerm")]
    [InlineData("""{"id":1,"nodes":[{"id":3,"focused":true,"type":"workspace"}]}""", "")]
    [InlineData("""{"id":1}""", "")]
    public void Window_with_the_focus_is_found_in_the_tree(string tree, string expected)
    {
        using var document = JsonDocument.Parse(tree);

        Assert.Equal(expected, $"{SwayWindows.FocusedIn(document.RootElement)}");
    }
}
