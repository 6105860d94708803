using Swictation.Sockets.Feed;

namespace Swictation.Sockets.Tests.Feed;

public sealed class ClientDialectTests
{
    [Theory]
    [InlineData("auto", ClientDialect.Auto)]
    [InlineData("documented", ClientDialect.Documented)]
    [InlineData("tauri", ClientDialect.Tauri)]
    [InlineData("Tauri", null)]
    [InlineData("", null)]
    public void Names_are_those_of_the_setting(string text, ClientDialect? dialect)
    {
        Assert.Equal(dialect, ClientDialects.Parse(text));
    }
}
