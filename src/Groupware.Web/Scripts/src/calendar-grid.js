export { createCalendar, destroyCalendar, TimeGrid, DayGrid, List, Interaction } from "@event-calendar/core";
