using Groupware.Mail.Labels;
using Microsoft.Extensions.Localization;

namespace Groupware.Web.Components.Mail.Labels;

/// <summary>Labels as the person reads them: the five that mail programs share in the own language, the others as they are called.</summary>
internal static class LabelNames
{
    public static string Of(Label label, IStringLocalizer<LabelTexts> texts) => label.Name.Length > 0 ? label.Name : texts["Usual." + label.Keyword[^1]];

    /// <summary>The label that is called so; case does not count.</summary>
    public static Label? Find(LabelSet set, string name, IStringLocalizer<LabelTexts> texts) =>
        set.Offered.FirstOrDefault(label => string.Equals(Of(label, texts), name.Trim(), StringComparison.OrdinalIgnoreCase));

    /// <summary>Why a change was not made, in a sentence; null when it was.</summary>
    public static string? Problem(LabelStatus status, IStringLocalizer<LabelTexts> texts) => status == LabelStatus.Done ? null : texts["Problem." + status, PersonLabels.MaxLabels].Value;
}
