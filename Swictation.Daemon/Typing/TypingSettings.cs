using System.Text.Json;
using Swictation.Daemon.Typing.Ways;
using Swictation.Domain.Events;

namespace Swictation.Daemon.Typing;

/// <summary>
/// How words are typed, as the configuration says it: <c>{"way": "auto", "rules": [{"application": "org.keepassxc.*", "way":
/// "none"}]}</c>. The command line says it over this.
/// </summary>
/// <param name="Way">Where no rule fits.</param>
/// <param name="Rules">The first that fits holds.</param>
internal sealed record TypingSettings(WayChoice Way, IReadOnlyList<ApplicationRule> Rules)
{
    /// <summary>The possible values, for messages.</summary>
    public const string Forms =
        "an object with \"way\" (" + WayChoice.Forms + ") and \"rules\", a list such as [{\"application\": \"org.keepassxc.*\", \"way\": \"none\"}] ("
        + WayChoice.RuleForms + "), or one of them";

    /// <summary>Whether a way is named anywhere.</summary>
    public bool Names(DeliveryWay way) => Way.Way == way || Rules.Any(rule => rule.Choice.Way == way);

    /// <summary>Null for a text that is no such object, or has something else in it.</summary>
    public static TypingSettings? Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var settings = new TypingSettings(WayChoice.Auto, []);
            foreach (var property in document.RootElement.EnumerateObject())
            {
                switch (property.Name)
                {
                    case "way" when WayChoice.Parse(property.Value.GetString() ?? "") is { } way:
                        settings = settings with { Way = way };
                        break;
                    case "rules":
                        List<ApplicationRule> rules = [];
                        foreach (var element in property.Value.EnumerateArray())
                        {
                            if (RuleOf(element) is not { } rule) return null;
                            rules.Add(rule);
                        }

                        settings = settings with { Rules = rules };
                        break;
                    default:
                        return null;
                }
            }

            return settings;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static ApplicationRule? RuleOf(JsonElement element)
    {
        string? application = null;
        WayChoice? choice = null;
        foreach (var property in element.EnumerateObject())
        {
            var text = property.Value.GetString() ?? "";
            if (property.Name == "application" && text.Length > 0) application = text;
            else if (property.Name == "way" && text == "none") choice = WayChoice.None;
            else if (property.Name == "way" && WayChoice.Parse(text) is { } way) choice = way;
            else return null;
        }

        return application is not null && choice is { } chosen ? new(application, chosen) : null;
    }
}
