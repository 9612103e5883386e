namespace Groupware.Web.Components.SignIn;

/// <summary>Names the texts of the sign-in page: <c>SignInTexts.resx</c> and its translations.</summary>
public sealed class SignInTexts;
